package dev.kymo.documentation;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a text cites: documents, sections of them, links, decisions. */
final class Citations {
  /** Between the parts of a citation lies what a comment's line break leaves there. */
  private static final String BREAK = "[\\s*#/]+";

  private static final Pattern DOCUMENT =
      Pattern.compile("(?<![\\w/.-])((?:docs|assets)/[\\w./-]+\\.(?:md|png|gif))");
  private static final Pattern SECTIONS =
      Pattern.compile(
          "(docs/[\\w./-]+\\.md)"
              + BREAK
              + "sections?"
              + BREAK
              + "(\\d+)(?:(,| and| to)"
              + BREAK
              + "(\\d+))?");
  private static final Pattern LINK = Pattern.compile("\\]\\(([^)\\s]+)\\)");
  private static final Pattern DECISION = Pattern.compile("\\bADR" + BREAK + "(\\d+)");
  private static final Pattern LOOSE_SECTION =
      Pattern.compile("(?:spec|design)" + BREAK + "sections?" + BREAK + "\\d");

  private Citations() {}

  /** A document and the number of one of its sections. */
  record Section(String document, int number) {}

  /** Documents and pictures named by their place in the checkout. */
  static List<String> documents(String text) {
    return all(DOCUMENT, text);
  }

  /** Sections cited by number. */
  static List<Section> sections(String text) {
    List<Section> found = new ArrayList<>();
    Matcher matcher = SECTIONS.matcher(text);
    while (matcher.find()) {
      int first = Integer.parseInt(matcher.group(2));
      int last = matcher.group(4) == null ? first : Integer.parseInt(matcher.group(4));
      boolean range = " to".equals(matcher.group(3));
      for (int number = first; number <= last; number += range ? 1 : Math.max(1, last - first)) {
        found.add(new Section(matcher.group(1), number));
      }
    }
    return found;
  }

  /** Where links of a document lead. */
  static List<String> links(String text) {
    return all(LINK, text);
  }

  /** Numbers of decisions. */
  static List<Integer> decisions(String text) {
    return all(DECISION, text).stream().map(Integer::valueOf).toList();
  }

  /** Sections of documents that nobody can find. */
  static List<String> looseSections(String text) {
    List<String> found = new ArrayList<>();
    Matcher matcher = LOOSE_SECTION.matcher(text);
    while (matcher.find()) {
      found.add(matcher.group());
    }
    return found;
  }

  private static List<String> all(Pattern pattern, String text) {
    List<String> found = new ArrayList<>();
    Matcher matcher = pattern.matcher(text);
    while (matcher.find()) {
      found.add(matcher.group(1));
    }
    return found;
  }
}
