/**
 * The latents panel: content, motion and noise seeds with their dice, thumbnails to pick from,
 * latents files. Main classes: {@link dev.kymo.studio.view.latents.LatentsView}, {@link
 * dev.kymo.studio.view.latents.BrowseView} and their view models. May use project, control, kit.
 */
package dev.kymo.studio.view.latents;
