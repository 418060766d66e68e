/**
 * The programs ffmpeg and ffprobe that come with Kymo, run as processes of their own: {@link
 * dev.kymo.inference.ffmpeg.FfmpegPrograms} finds them, {@link
 * dev.kymo.inference.ffmpeg.FfmpegProcess} runs one. May use {@code file}.
 */
package dev.kymo.inference.ffmpeg;
