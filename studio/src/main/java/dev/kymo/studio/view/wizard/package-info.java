/**
 * The wizard of a new training run: data, model, machine, schedule, review. Main classes: {@link
 * dev.kymo.studio.view.wizard.WizardView} and its view model. May use kit, control, runs.
 */
package dev.kymo.studio.view.wizard;
