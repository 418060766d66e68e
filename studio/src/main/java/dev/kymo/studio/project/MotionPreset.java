package dev.kymo.studio.project;

import dev.kymo.inference.motion.BandEdit;
import dev.kymo.inference.motion.MotionEdit;
import java.util.ArrayList;
import java.util.List;

/**
 * Gain, speed and phase for the bands, to be used on any number of them: the slowest band takes the
 * first setting, the fastest the last, those between the nearest in rank. Motion codes, mute and
 * solo stay as they are.
 *
 * @param name what it is called
 * @param settings at least one, slowest first
 */
public record MotionPreset(String name, List<Setting> settings) {

  /**
   * What is done to one band.
   *
   * @param gain [0, 4]
   * @param speed [-4, 4]
   * @param phase radians
   */
  public record Setting(double gain, double speed, double phase) {

    /** As trained. */
    public static final Setting TRAINED = new Setting(1, 1, 0);

    /** Brings numbers from a file into their ranges. */
    public Setting {
      gain = Double.isFinite(gain) ? Math.max(0, Math.min(BandEdit.MAX_GAIN, gain)) : 1;
      speed =
          Double.isFinite(speed)
              ? Math.max(-BandEdit.MAX_SPEED, Math.min(BandEdit.MAX_SPEED, speed))
              : 1;
      phase = Double.isFinite(phase) ? phase : 0;
    }
  }

  /** Checks that there is a name and something to set. */
  public MotionPreset {
    if (name == null || name.isBlank() || settings == null || settings.isEmpty()) {
      throw new IllegalArgumentException("a preset needs a name and settings");
    }
    name = name.strip();
    settings = List.copyOf(settings);
  }

  /** What the bands are set to now. */
  public static MotionPreset of(String name, MotionEdit motion) {
    return new MotionPreset(
        name,
        motion.bands().stream().map(b -> new Setting(b.gain(), b.speed(), b.phase())).toList());
  }

  /** The edit with these settings. */
  public MotionEdit apply(MotionEdit motion) {
    List<BandEdit> changed = new ArrayList<>();
    int count = motion.bands().size();
    for (int band = 0; band < count; band++) {
      Setting setting = settings.get(nearest(band, count));
      changed.add(
          motion
              .bands()
              .get(band)
              .withGain(setting.gain())
              .withSpeed(setting.speed())
              .withPhase(setting.phase()));
    }
    return new MotionEdit(motion.plan(), changed);
  }

  private int nearest(int band, int count) {
    if (count == 1) {
      return 0;
    }
    return (int) Math.round((double) band * (settings.size() - 1) / (count - 1));
  }
}
