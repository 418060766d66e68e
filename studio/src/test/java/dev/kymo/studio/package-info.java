/** A model without an engine and a main class to look at the window with; test code only. */
package dev.kymo.studio;
