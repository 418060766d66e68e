package dev.kymo.inference.model;

import dev.kymo.inference.kernel.Precision;

/**
 * The precision a model is drawn in, and why.
 *
 * @param precision the one in use
 * @param reason for people, one clause: "bf16 is 3.1x as fast as fp32 and holds 52 dB"
 */
public record PrecisionChoice(Precision precision, String reason) {}
