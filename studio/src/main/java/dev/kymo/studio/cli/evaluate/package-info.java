/**
 * {@code kymo evaluate}: the Fréchet video distance. Main class: {@link
 * dev.kymo.studio.cli.evaluate.EvaluateCommand}. May use console; the engine is behind {@link
 * dev.kymo.studio.cli.evaluate.EvaluateWork}.
 */
package dev.kymo.studio.cli.evaluate;
