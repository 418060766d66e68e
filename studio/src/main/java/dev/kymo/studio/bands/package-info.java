/**
 * What a band is called and which color it has, wherever it is shown. Main class: {@link
 * dev.kymo.studio.bands.BandLabels}. Plain values; may use inference's motion only.
 */
package dev.kymo.studio.bands;
