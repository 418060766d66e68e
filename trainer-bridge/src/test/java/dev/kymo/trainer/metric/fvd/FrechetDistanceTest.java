package dev.kymo.trainer.metric.fvd;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Arrays;
import java.util.Random;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/** The distance against what is known of it. */
class FrechetDistanceTest {

  private static float[][] features(Random random, int n, int width, double scale, double shift) {
    float[][] features = new float[n][width];
    for (float[] row : features) {
      for (int i = 0; i < width; i++) {
        row[i] = (float) (shift + scale * (1 + i) * random.nextGaussian());
      }
    }
    return features;
  }

  @Property(tries = 50)
  void eigenvectorsTakeTheMatrixApart(@ForAll @IntRange(min = 1, max = 24) int n, @ForAll long s) {
    Random random = new Random(s);
    double[][] a = new double[n][n];
    for (int i = 0; i < n; i++) {
      for (int j = 0; j <= i; j++) {
        a[i][j] = random.nextGaussian();
        a[j][i] = a[i][j];
      }
    }
    SymmetricMatrix.Eigen eigen = SymmetricMatrix.eigen(a);
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < n; j++) {
        double back = 0;
        double overlap = 0;
        for (int k = 0; k < n; k++) {
          back += eigen.vectors()[k][i] * eigen.values()[k] * eigen.vectors()[k][j];
          overlap += eigen.vectors()[i][k] * eigen.vectors()[j][k];
        }
        assertEquals(a[i][j], back, 1e-12 * n);
        assertEquals(i == j ? 1 : 0, overlap, 1e-12 * n);
      }
    }
  }

  @Property(tries = 30)
  void theRootSquaredIsTheCovariance(
      @ForAll @IntRange(min = 1, max = 16) int width,
      @ForAll @IntRange(min = 1, max = 30) int clips,
      @ForAll long seed) {
    FeatureStatistics s = FeatureStatistics.of(features(new Random(seed), clips, width, 1, 0));
    double[][] root = SymmetricMatrix.eigen(s.covariance()).root();
    double[][] square = SymmetricMatrix.product(root, root);
    for (int i = 0; i < width; i++) {
      for (int j = 0; j < width; j++) {
        assertEquals(s.covariance()[i][j], square[i][j], 1e-11 * width * width);
      }
    }
  }

  @Property(tries = 30)
  void nothingIsAsFarFromItself(
      @ForAll @IntRange(min = 1, max = 16) int width,
      @ForAll @IntRange(min = 1, max = 30) int clips,
      @ForAll long seed) {
    FeatureStatistics s = FeatureStatistics.of(features(new Random(seed), clips, width, 1, 3));
    // The root of a rounding error is much larger than the error.
    assertEquals(0, s.distance(s), 1e-6 * width * width);
  }

  @Property(tries = 30)
  void theWayBackIsAsLong(@ForAll @IntRange(min = 1, max = 12) int width, @ForAll long seed) {
    Random random = new Random(seed);
    FeatureStatistics a = FeatureStatistics.of(features(random, 40, width, 1, 0));
    FeatureStatistics b = FeatureStatistics.of(features(random, 30, width, 2, 1));
    assertEquals(a.distance(b), b.distance(a), 1e-9 * (1 + a.distance(b)));
  }

  @Property(tries = 30)
  void inOneDimensionItIsKnown(@ForAll long seed) {
    Random random = new Random(seed);
    FeatureStatistics a = FeatureStatistics.of(features(random, 20, 1, 1, 0));
    FeatureStatistics b = FeatureStatistics.of(features(random, 25, 1, 3, 5));
    double means = a.mean()[0] - b.mean()[0];
    double deviations = Math.sqrt(a.covariance()[0][0]) - Math.sqrt(b.covariance()[0][0]);
    assertEquals(means * means + deviations * deviations, a.distance(b), 1e-10);
  }

  @Property(tries = 20)
  void aShiftAddsItsSquare(@ForAll @IntRange(min = 1, max = 10) int width, @ForAll long seed) {
    float[][] plain = features(new Random(seed), 50, width, 1, 0);
    float[][] moved =
        Arrays.stream(plain)
            .map(
                row -> {
                  float[] out = row.clone();
                  out[0] += 2;
                  return out;
                })
            .toArray(float[][]::new);
    double distance = FeatureStatistics.of(plain).distance(FeatureStatistics.of(moved));
    assertEquals(4, distance, 1e-4);
  }

  @Example
  void covariancesAreDividedByTheNumberOfClips() {
    FeatureStatistics s = FeatureStatistics.of(new float[][] {{1, 0}, {3, 0}});
    assertEquals(1, s.covariance()[0][0], 1e-15);
    assertEquals(2, s.mean()[0], 1e-15);
  }

  @Example
  void otherWidthsAreNotCompared() {
    FeatureStatistics a = FeatureStatistics.of(new float[][] {{1}});
    FeatureStatistics b = FeatureStatistics.of(new float[][] {{1, 2}});
    assertThrows(IllegalArgumentException.class, () -> a.distance(b));
  }
}
