/**
 * The runs panel: all training runs, and one of them in full. Main classes: {@link
 * dev.kymo.studio.view.runs.RunsView} and its view model. May use kit, control, runs and project.
 */
package dev.kymo.studio.view.runs;
