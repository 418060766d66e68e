/**
 * The sheet on which a clip of the user's is made ready to be learned, and the strip that tells how
 * the learning goes. Main classes: {@link dev.kymo.studio.view.learn.LearnView}, {@link
 * dev.kymo.studio.view.learn.ProgressView}. May use learning, runs, project, kit and control.
 */
package dev.kymo.studio.view.learn;
