package dev.kymo.trainer.metric.toy;

import dev.kymo.trainer.dataset.toy.ToyShape;
import java.util.List;

/**
 * How often each shape is the one that an object has most of the time. Numbers are NaN when there
 * is no object.
 *
 * @param circle share of circles
 * @param square share of squares
 * @param triangle share of triangles
 * @param entropyBits how evenly: 0 when all are alike, log2(3) = 1.58 when all are as frequent;
 *     with Miller and Madow's correction for few objects
 */
public record ShapeShares(double circle, double square, double triangle, double entropyBits) {
  private static final double MOST = Math.log(3) / Math.log(2);

  static ShapeShares of(List<ToyShape> shapes) {
    if (shapes.isEmpty()) {
      return new ShapeShares(Double.NaN, Double.NaN, Double.NaN, Double.NaN);
    }
    double circle = share(shapes, ToyShape.CIRCLE);
    double square = share(shapes, ToyShape.SQUARE);
    double triangle = share(shapes, ToyShape.TRIANGLE);
    double nats = 0;
    int seen = 0;
    for (double p : new double[] {circle, square, triangle}) {
      if (p > 0) {
        nats -= p * Math.log(p);
        seen++;
      }
    }
    // Few objects look less evenly spread than where they come from.
    nats += (seen - 1) / (2.0 * shapes.size());
    double bits = Math.min(MOST, nats / Math.log(2));
    return new ShapeShares(circle, square, triangle, bits);
  }

  private static double share(List<ToyShape> shapes, ToyShape wanted) {
    return (double) shapes.stream().filter(shape -> shape == wanted).count() / shapes.size();
  }
}
