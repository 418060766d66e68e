/**
 * What is known of a clip before it is learned: how fast it moves, where its scenes change, whether
 * there is enough to learn from. {@link dev.kymo.inference.footage.analysis.ClipAnalyzer} looks at
 * small frames and gives a {@link dev.kymo.inference.footage.analysis.ClipAnalysis}. May use {@code
 * footage}, {@code clip}, {@code image} and {@code motion}.
 */
package dev.kymo.inference.footage.analysis;
