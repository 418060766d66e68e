/**
 * {@code kymo toy-report}: how good a model of the toy clips is. Main class: {@link
 * dev.kymo.studio.cli.toy.ToyReportCommand}. May use console; the engine is behind {@link
 * dev.kymo.studio.cli.toy.ToyWork}.
 */
package dev.kymo.studio.cli.toy;
