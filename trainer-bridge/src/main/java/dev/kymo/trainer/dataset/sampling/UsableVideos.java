package dev.kymo.trainer.dataset.sampling;

import dev.kymo.trainer.dataset.DatasetException;
import dev.kymo.trainer.dataset.SamplingPlan;
import dev.kymo.trainer.dataset.source.DataSource;
import dev.kymo.trainer.dataset.source.VideoInfo;
import java.util.ArrayList;
import java.util.List;

/** The videos of a dataset that are long enough, and where their frames are in a store. */
final class UsableVideos {
  private final List<Integer> indices = new ArrayList<>();
  private final List<String> tooShort = new ArrayList<>();
  private final int[] frames;
  private final long[] first;

  /**
   * Chooses videos.
   *
   * @throws DatasetException with a sentence, when a video is known to be broken or none is left
   */
  UsableVideos(DataSource source, SamplingPlan plan) throws DatasetException {
    long needed = (long) plan.clipFrames() * plan.everyNth();
    List<VideoInfo> videos = source.videos();
    for (int i = 0; i < videos.size(); i++) {
      VideoInfo video = videos.get(i);
      if (video.fault().isPresent()) {
        throw new DatasetException(video.fault().get());
      }
      if (video.frames() >= needed) {
        indices.add(i);
      } else {
        tooShort.add(video.name());
      }
    }
    if (indices.isEmpty()) {
      throw new DatasetException(
          source.path()
              + " has no video of at least "
              + needed
              + " frames: use longer videos, fewer frames a clip, or a smaller step between them.");
    }
    frames = indices.stream().mapToInt(i -> videos.get(i).frames()).toArray();
    first = new long[frames.length + 1];
    for (int i = 0; i < frames.length; i++) {
      first[i + 1] = first[i] + frames[i];
    }
  }

  int count() {
    return frames.length;
  }

  /** The number of a usable video in its source. */
  int index(int video) {
    return indices.get(video);
  }

  /** Frames of each. */
  int[] frames() {
    return frames.clone();
  }

  /** The number of a video's first frame through all videos. */
  long first(int video) {
    return first[video];
  }

  long totalFrames() {
    return first[frames.length];
  }

  List<String> tooShort() {
    return tooShort;
  }
}
