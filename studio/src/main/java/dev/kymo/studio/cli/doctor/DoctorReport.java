package dev.kymo.studio.cli.doctor;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonObject;
import java.util.List;
import java.util.Locale;

/** Writes findings for people or for programs. */
final class DoctorReport {
  private static final Gson JSON =
      new GsonBuilder().setPrettyPrinting().disableHtmlEscaping().serializeNulls().create();

  private DoctorReport() {}

  /** Headings and aligned lines, ending with a line break. */
  static String text(String version, List<Finding> findings) {
    int width = findings.stream().mapToInt(f -> f.label().length()).max().orElse(0);
    StringBuilder text = new StringBuilder("Kymo ").append(version).append('\n');
    String section = "";
    for (Finding finding : findings) {
      if (!finding.section().equals(section)) {
        section = finding.section();
        text.append('\n').append(capitalised(section)).append('\n');
      }
      text.append("  ")
          .append(finding.label())
          .append(" ".repeat(width - finding.label().length() + 2))
          .append(finding.text().isEmpty() ? "unknown" : finding.text())
          .append('\n');
    }
    return text.toString();
  }

  /** One object with an object for each section. */
  static String json(String version, List<Finding> findings) {
    JsonObject root = new JsonObject();
    root.addProperty("version", version);
    for (Finding finding : findings) {
      if (!root.has(finding.section())) {
        root.add(finding.section(), new JsonObject());
      }
      root.getAsJsonObject(finding.section()).add(finding.key(), JSON.toJsonTree(finding.value()));
    }
    return JSON.toJson(root) + '\n';
  }

  private static String capitalised(String word) {
    return word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1);
  }
}
