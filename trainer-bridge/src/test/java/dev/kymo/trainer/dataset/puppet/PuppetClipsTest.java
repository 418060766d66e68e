package dev.kymo.trainer.dataset.puppet;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Puppets as a dataset. */
class PuppetClipsTest {

  @Test
  void firstClipIsThePuppetOfTheSeed() {
    PuppetClips clips = new PuppetClips("shirt=#102030", 7, 20, 4, 0.5, 2);
    assertEquals(20, clips.size());
    assertEquals(4, clips.frames());
    Puppet puppet = new Puppet(PuppetLook.parse("shirt=#102030,seed=7"));
    assertArrayEquals(puppet.draw(3 / 25.0, 20, 0.5, 2).rgb(), clips.clip(0).rgb(3));
  }

  /** A test set of another seed must hold nobody who was trained on. */
  @Test
  void seedsShareNoClip() {
    Set<String> seen = new HashSet<>();
    for (long seed = 0; seed < 8; seed++) {
      PuppetClips clips = new PuppetClips("", seed, 16, 1, 1, 1);
      for (int clip = 0; clip < 8; clip++) {
        assertTrue(seen.add(Arrays.toString(clips.clip(clip).rgb(0))), seed + ", " + clip);
      }
    }
  }

  @Test
  void refusesWhatNoClipHas() {
    assertThrows(IllegalArgumentException.class, () -> new PuppetClips("x", 0, 20, 4, 1, 1));
    assertThrows(IllegalArgumentException.class, () -> new PuppetClips("", 0, 0, 4, 1, 1));
    assertThrows(IllegalArgumentException.class, () -> new PuppetClips("", 0, 20, 0, 1, 1));
    assertThrows(IllegalArgumentException.class, () -> new PuppetClips("", 0, 20, 4, -1, 1));
    assertThrows(
        IllegalArgumentException.class, () -> new PuppetClips("", 0, 20, 4, 1, Double.NaN));
  }
}
