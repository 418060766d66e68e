/**
 * {@code kymo bench}: how fast this machine draws, trains and answers. Main class: {@link
 * dev.kymo.studio.cli.bench.BenchCommand}. May use console; the engine is behind {@link
 * dev.kymo.studio.cli.bench.BenchEngine}.
 */
package dev.kymo.studio.cli.bench;
