package dev.kymo.trainer.process;

import dev.kymo.trainer.run.DiskSpace;

/**
 * What a run stands on; tests put others in their place.
 *
 * @param devices opens the devices
 * @param dataset opens the real clips
 * @param factory makes the networks
 * @param metric judges snapshots
 * @param disk tells how much room there is
 */
public record TrainingParts(
    Devices.Opener devices,
    DatasetOpener dataset,
    TrainingFactory factory,
    SnapshotMetric metric,
    DiskSpace disk) {}
