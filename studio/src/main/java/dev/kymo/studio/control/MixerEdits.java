package dev.kymo.studio.control;

import java.util.List;

/** Hears what the user does on a {@link BandMixer}; bands are counted from 0, the slowest. */
public interface MixerEdits extends FrequencyHistogram.CutEdits {

  /** Edits of a band's gain. */
  ValueEdits gain(int band);

  /** Edits of a band's speed. */
  ValueEdits speed(int band);

  /** Edits of a band's phase, in degrees. */
  ValueEdits degrees(int band);

  /** Edits of a band's motion seed; reset follows the clip's motion again. */
  ValueEdits seed(int band);

  /** The user throws the dice for a band's motion. */
  void roll(int band);

  /** Motion seeds that were used, newest first. */
  List<Long> earlierSeeds();

  /** The user wants a band muted, or not. */
  void mute(int band, boolean value);

  /** The user wants a band solo, or not. */
  void solo(int band, boolean value);

  /** The user calls a band otherwise; blank for the default name. */
  void rename(int band, String name);

  /** The user wants a band's motion to rest somewhere else; never {@link RestChoice#MOMENT}. */
  void rest(int band, RestChoice where);

  /** The user wants a band as trained. */
  void resetBand(int band);

  /** The user wants a band cut in two. */
  void split(int band);

  /** The user wants a band and the next faster one to be one. */
  void merge(int band);
}
