package dev.kymo.studio.document;

import com.google.gson.stream.JsonWriter;
import dev.kymo.inference.clip.ClipFormat;
import dev.kymo.inference.clip.ClipQuality;
import dev.kymo.inference.clip.ExactSize;
import dev.kymo.inference.clip.FrameRate;
import dev.kymo.studio.project.ExportPicture;
import java.io.IOException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Exports that are not done yet as JSON. */
final class ExportOrdersJson implements KeptFormat<ExportOrders> {
  private static final String FORMAT = "kymo-exports";
  private static final int VERSION = 1;
  private static final int MOST = 10_000;

  @Override
  public String ending() {
    return ".exports.json";
  }

  @Override
  public Instant time(ExportOrders orders) {
    return orders.time();
  }

  @Override
  public String write(ExportOrders orders, Path folder) {
    return JsonDocument.write(
        FORMAT,
        VERSION,
        json -> {
          json.name("time").value(orders.time().toString());
          json.name("waiting").beginArray();
          for (ExportOrder order : orders.waiting()) {
            write(json, order, folder);
          }
          json.endArray();
        });
  }

  private static void write(JsonWriter json, ExportOrder order, Path folder) throws IOException {
    json.beginObject();
    json.name("target").value(order.target().toAbsolutePath().toString());
    json.name("encoding").value(order.format().name());
    json.name("rate").value(order.rate().numerator());
    json.name("per").value(order.rate().denominator());
    json.name("frames").value(order.frames());
    json.name("scale").value(order.scale());
    json.name("smooth").value(order.smooth());
    json.name("quality").value(order.quality().name());
    if (order.size().isPresent()) {
      json.name("width").value(order.size().get().width());
      json.name("height").value(order.size().get().height());
      json.name("fit").value(order.size().get().fit().name());
    }
    json.name("picture").value(order.picture().name());
    json.name("sound").value(order.sound());
    json.name("project").jsonValue(ProjectJson.write(order.project(), folder, true).strip());
    json.endObject();
  }

  @Override
  public ExportOrders read(String text, Path folder) throws JsonFault {
    JsonFields fields = JsonFields.of(text);
    JsonDocument.check(fields, FORMAT, VERSION);
    String time = fields.text("time");
    List<ExportOrder> orders = new ArrayList<>();
    for (JsonFields order : fields.objects("waiting")) {
      if (orders.size() == MOST) {
        throw fields.fault("waiting", "has more than " + MOST + " entries");
      }
      orders.add(readOrder(order, folder));
      order.end();
    }
    fields.end();
    try {
      return new ExportOrders(orders, Instant.parse(time));
    } catch (DateTimeException e) {
      throw fields.fault("time", "is no time");
    }
  }

  private static ExportOrder readOrder(JsonFields fields, Path folder) throws JsonFault {
    JsonFields project = fields.object("project");
    Project read = ProjectJson.read(project, folder);
    project.end();
    try {
      return new ExportOrder(
          read,
          ClipFormat.valueOf(fields.text("encoding")),
          Path.of(fields.text("target")),
          new FrameRate(number(fields, "rate"), number(fields, "per")),
          number(fields, "frames"),
          number(fields, "scale"),
          fields.flag("smooth"),
          ClipQuality.valueOf(fields.text("quality")),
          readSize(fields),
          ExportPicture.valueOf(fields.text("picture")),
          fields.flag("sound"));
    } catch (InvalidPathException e) {
      throw fields.fault("target", "is no path on this system");
    } catch (IllegalArgumentException e) {
      throw new JsonFault(String.valueOf(e.getMessage()));
    }
  }

  private static Optional<ExactSize> readSize(JsonFields fields) throws JsonFault {
    if (!fields.has("width")) {
      return Optional.empty();
    }
    return Optional.of(
        new ExactSize(
            number(fields, "width"),
            number(fields, "height"),
            ExactSize.Fit.valueOf(fields.text("fit"))));
  }

  private static int number(JsonFields fields, String name) throws JsonFault {
    long value = fields.whole(name);
    if (value != (int) value) {
      throw fields.fault(name, "is too large");
    }
    return (int) value;
  }
}
