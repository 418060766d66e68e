package dev.kymo.trainer.dataset.puppet;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;

/** Puppets as a dataset. */
class PuppetClipsTest {

  @Test
  void clipIsThePuppetOfSeedPlusIndex() {
    PuppetClips clips = new PuppetClips("shirt=#102030", 7, 20, 4, 0.5, 2);
    assertEquals(20, clips.size());
    assertEquals(4, clips.frames());
    Puppet puppet = new Puppet(PuppetLook.parse("shirt=#102030,seed=9"));
    assertArrayEquals(puppet.draw(3 / 25.0, 20, 0.5, 2).rgb(), clips.clip(2).rgb(3));
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
