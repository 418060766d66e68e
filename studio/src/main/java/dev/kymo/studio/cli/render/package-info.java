/**
 * {@code kymo render}: options become a {@link dev.kymo.studio.cli.render.RenderPlan}, checked
 * before anything is loaded, and the plan becomes clips. May use console; knows no other command.
 */
package dev.kymo.studio.cli.render;
