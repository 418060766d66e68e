package dev.kymo.inference.image;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * A file or folder that was not read.
 *
 * @param name of it, from the folder or archive that was opened on
 * @param reason why
 */
public record PassedOver(String name, Reason reason) {
  private static final int MOST_NAMED = 3;

  /** Why something was not read. */
  public enum Reason {
    /** Left by a system: {@code .DS_Store}, {@code Thumbs.db}, {@code ._0001.png}. */
    SYSTEM("hidden or a system file"),
    /** By its name no image. */
    OTHER("no JPEG or PNG image"),
    /** A second file for a frame that another one holds: {@code 0001.jpg} beside 0001.png. */
    TWICE("a second file for the same frame"),
    /** A link whose target is not there, or that leads back to a folder above it. */
    LINK("a link that leads nowhere"),
    /** A folder where frames or videos are expected. */
    FOLDER("a folder where files are expected"),
    /** By its name no video, where videos are expected. */
    NO_VIDEO("no video"),
    /** A video where folders of frames are expected. */
    VIDEO("a video beside folders of frames"),
    /** An image that lies in no video's folder. */
    LOOSE("an image outside the videos' folders"),
    /** Folders within folders without end. */
    DEEP("too many folders deep");

    private final String text;

    Reason(String text) {
      this.text = text;
    }

    /** For a sentence: {@code each is ...}. */
    public String text() {
      return text;
    }
  }

  /** A sentence for each reason, with how many there are and the names of the first few. */
  public static List<String> sentences(List<PassedOver> all) {
    Map<Reason, List<String>> names = new EnumMap<>(Reason.class);
    for (PassedOver one : all) {
      names.computeIfAbsent(one.reason(), reason -> new ArrayList<>()).add(one.name());
    }
    List<String> sentences = new ArrayList<>();
    names.forEach((reason, of) -> sentences.add(sentence(reason, of)));
    return sentences;
  }

  private static String sentence(Reason reason, List<String> names) {
    if (names.size() == 1) {
      return names.get(0) + " is passed over: it is " + reason.text() + ".";
    }
    String few = String.join(", ", names.subList(0, Math.min(MOST_NAMED, names.size())));
    int more = names.size() - MOST_NAMED;
    return "%d files are passed over, each %s: %s%s."
        .formatted(names.size(), reason.text(), few, more > 0 ? " and " + more + " more" : "");
  }
}
