package dev.kymo.studio.control;

/** The points of a line on a chart, in order of their steps; each may stand for several steps. */
public interface ChartPoints {

  /** How many there are. */
  int size();

  /** The first step of point i. */
  long first(int i);

  /** The last step of point i. */
  long last(int i);

  /** The smallest value of point i. */
  double min(int i);

  /** The largest value of point i. */
  double max(int i);

  /** The mean of point i; its value if it stands for one step. */
  double mean(int i);
}
