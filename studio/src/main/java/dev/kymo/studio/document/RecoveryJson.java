package dev.kymo.studio.document;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Optional;

/** Unsaved edits as JSON: a project, the file that it belongs to, and the time. */
final class RecoveryJson implements KeptFormat<Recovery> {
  private static final String FORMAT = "kymo-recovery";
  private static final int VERSION = 1;

  @Override
  public String ending() {
    return ".recovery.json";
  }

  @Override
  public Instant time(Recovery recovery) {
    return recovery.time();
  }

  @Override
  public String write(Recovery recovery, Path folder) {
    return JsonDocument.write(
        FORMAT,
        VERSION,
        json -> {
          if (recovery.file().isPresent()) {
            json.name("file").value(recovery.file().get().toString());
          }
          json.name("time").value(recovery.time().toString());
          json.name("project")
              .jsonValue(ProjectJson.write(recovery.project(), folder, true).strip());
        });
  }

  @Override
  public Recovery read(String text, Path folder) throws JsonFault {
    JsonFields fields = JsonFields.of(text);
    JsonDocument.check(fields, FORMAT, VERSION);
    Optional<String> file = fields.optionalText("file");
    String time = fields.text("time");
    JsonFields project = fields.object("project");
    fields.end();
    Project read = ProjectJson.read(project, folder);
    project.end();
    try {
      return new Recovery(read, file.map(Path::of), Instant.parse(time));
    } catch (DateTimeException e) {
      throw fields.fault("time", "is no time");
    } catch (InvalidPathException e) {
      throw fields.fault("file", "is no path on this system");
    }
  }
}
