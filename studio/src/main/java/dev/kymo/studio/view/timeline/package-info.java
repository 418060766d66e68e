/**
 * The timeline panel and the fields of the clip's range. Main classes: {@link
 * dev.kymo.studio.view.timeline.TimelineView} and its view model. May use motion's band view
 * models, project, control, kit.
 */
package dev.kymo.studio.view.timeline;
