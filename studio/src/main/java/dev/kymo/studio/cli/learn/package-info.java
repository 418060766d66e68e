/**
 * {@code kymo learn}: clips of the user's become a model. Main class: {@link
 * dev.kymo.studio.cli.learn.LearnCommand}. Uses {@code cli.train}, inference's {@code footage} and
 * {@code dev.kymo.trainer.run}.
 */
package dev.kymo.studio.cli.learn;
