/**
 * JMH benchmarks of the hot paths. Run one with {@code ./mvnw -q -pl src/test -am test-compile
 * exec:exec@benchmark -Dbenchmark=FrameBenchmark}. May use every module.
 */
package dev.kymo.benchmark;
