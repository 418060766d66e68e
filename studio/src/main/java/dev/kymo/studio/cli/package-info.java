/**
 * The command line: {@code kymo studio, render, inspect, convert, doctor, bench, toy-dataset,
 * dataset, toy-report, evaluate}. Main class: {@link dev.kymo.studio.cli.Kymo}, which wires
 * everything. Each command has a package of its own.
 */
package dev.kymo.studio.cli;
