package dev.kymo.studio.control;

import javafx.scene.paint.Color;

/**
 * A line on a chart.
 *
 * @param name for people
 * @param color of the line
 * @param faint whether it is there to be compared with
 * @param points what is drawn
 */
public record ChartSeries(String name, Color color, boolean faint, ChartPoints points) {}
