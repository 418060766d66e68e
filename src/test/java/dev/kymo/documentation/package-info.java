/** Documents stay true: what they and the code cite exists. May use no class of the product. */
package dev.kymo.documentation;
