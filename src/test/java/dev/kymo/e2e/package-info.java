/** The whole product, driven as its user drives it, on the bundled demo. May use every module. */
package dev.kymo.e2e;
