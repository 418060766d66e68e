/**
 * A drawn talking head whose motion is known exactly: test data for learning a clip and editing it
 * by frequency. Main class: {@link dev.kymo.trainer.dataset.puppet.Puppet}; {@link
 * dev.kymo.trainer.dataset.puppet.PuppetClips} makes a dataset of puppets. May use {@code toy} and
 * inference's {@code image}.
 */
package dev.kymo.trainer.dataset.puppet;
