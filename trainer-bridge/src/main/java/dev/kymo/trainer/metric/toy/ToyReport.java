package dev.kymo.trainer.metric.toy;

/**
 * What became of the comparison of real, generated and band-muted clips.
 *
 * @param imageSize side of all frames in pixels, real ones scaled to it
 * @param clips clips of each kind
 * @param seed the plan's
 * @param cut between Slow and Fast, radians per unit t
 * @param real toy clips of the seed
 * @param generated clips as trained, each of its own content and motion seed
 * @param slowOnly the same with Fast muted
 * @param fastOnly the same with Slow muted
 * @param realDifferences between the real clips
 * @param byContent between clips of other content seeds and the same motion seed
 * @param byMotion between clips of other motion seeds and the same content seed
 * @param fastMuted what muting Fast changes in the power of the tracked motion, decibels
 * @param slowMuted what muting Slow changes
 */
public record ToyReport(
    int imageSize,
    int clips,
    long seed,
    double cut,
    ClipSetSummary real,
    ClipSetSummary generated,
    ClipSetSummary slowOnly,
    ClipSetSummary fastOnly,
    Differences realDifferences,
    Differences byContent,
    Differences byMotion,
    BandPower fastMuted,
    BandPower slowMuted) {}
