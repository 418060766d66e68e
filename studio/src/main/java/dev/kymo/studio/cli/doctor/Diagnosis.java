package dev.kymo.studio.cli.doctor;

import dev.kymo.inference.device.EngineDecision;
import dev.kymo.inference.device.MachineFacts;
import java.util.Optional;

/**
 * Everything that the doctor found out.
 *
 * @param surroundings what the process was started with
 * @param machine what it runs on
 * @param decision which library and device were chosen, if that was possible
 * @param trial what the engine says of itself, if it could be started
 * @param problem why something of this is missing, one sentence; empty when all is well
 */
public record Diagnosis(
    Surroundings surroundings,
    MachineFacts machine,
    Optional<EngineDecision> decision,
    Optional<EngineTrial.Result> trial,
    Optional<String> problem) {}
