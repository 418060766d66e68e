package dev.kymo.studio.view.wizard;

import dev.kymo.trainer.run.TrainingOptions;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Writes the {@code kymo train} command that starts the run of a draft. */
final class TrainCommandLine {

  private TrainCommandLine() {}

  /** Its arguments: the preset, and every option that is not the preset's. */
  static List<String> arguments(Draft draft, Path folder) {
    List<String> arguments = new ArrayList<>();
    arguments.add("train");
    arguments.add("--data");
    arguments.add(draft.options().data().source());
    arguments.add("--out");
    arguments.add(folder.toString());
    arguments.add("--preset");
    arguments.add(draft.preset().label());
    TrainingOptions preset = draft.preset().options(draft.options().data().source());
    // A checkpoint to start from brings sizes of its own, which the draft's must be told apart
    // from.
    boolean all = draft.options().startFrom().isPresent();
    // A size, a kind and a ratio make the command line fit the widths anew: then they are all told.
    boolean refit = false;
    Map<OptionField, String> values = OptionField.all(draft.options());
    Map<OptionField, String> usual = OptionField.all(preset);
    for (OptionField field : OptionField.values()) {
      boolean other = !values.get(field).equals(usual.get(field));
      refit |= other && (field.ofModel() || field == OptionField.VIDEO_RESIZE);
    }
    for (OptionField field : OptionField.values()) {
      String value = values.get(field);
      boolean other = !value.equals(usual.get(field));
      if (field != OptionField.SOURCE && (other || (field.ofModel() && (all || refit)))) {
        add(arguments, field, value);
      }
    }
    arguments.add("--background");
    return arguments;
  }

  private static void add(List<String> arguments, OptionField field, String value) {
    if (field.kind() == OptionField.Kind.SWITCH) {
      arguments.add(value.equals("true") ? field.flag() : "--no-" + field.flag().substring(2));
    } else if (!value.isEmpty()) {
      arguments.add(field.flag());
      arguments.add(value.replace(", ", ","));
    }
  }

  /** The command as it is typed into a shell. */
  static String text(Draft draft, Path folder) {
    return "kymo "
        + arguments(draft, folder).stream()
            .map(TrainCommandLine::quoted)
            .collect(Collectors.joining(" "));
  }

  private static String quoted(String argument) {
    return argument.matches("[\\w@%+=:,./-]+")
        ? argument
        : "'" + argument.replace("'", "'\\''") + "'";
  }
}
