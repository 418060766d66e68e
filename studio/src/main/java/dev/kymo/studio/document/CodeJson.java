package dev.kymo.studio.document;

import com.google.gson.stream.JsonWriter;
import dev.kymo.inference.motion.LatentCode;
import dev.kymo.inference.motion.NoiseCode;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/**
 * Latents and noise in JSON: {@code {"seed": 7}}, or their numbers as {@code {"float32": "..."}},
 * little-endian in Base64. Noise may also be {@code {"stored": true}} or {@code {"maps": [...]}}.
 */
final class CodeJson {
  private static final String SEED = "seed";
  private static final String VALUES = "float32";
  private static final String STORED = "stored";
  private static final String MAPS = "maps";

  private CodeJson() {}

  static void write(JsonWriter json, LatentCode code) throws IOException {
    json.beginObject();
    if (code instanceof LatentCode.Seeded seeded) {
      json.name(SEED).value(seeded.seed());
    } else {
      json.name(VALUES).value(encode((LatentCode.Given) code));
    }
    json.endObject();
  }

  static void write(JsonWriter json, NoiseCode noise) throws IOException {
    json.beginObject();
    if (noise instanceof NoiseCode.Seeded seeded) {
      json.name(SEED).value(seeded.seed());
    } else if (noise instanceof NoiseCode.Given given) {
      json.name(MAPS).beginArray();
      for (LatentCode map : given.maps()) {
        json.value(encode((LatentCode.Given) map));
      }
      json.endArray();
    } else {
      json.name(STORED).value(true);
    }
    json.endObject();
  }

  static LatentCode readLatent(JsonFields fields) throws JsonFault {
    LatentCode code =
        fields.has(SEED)
            ? LatentCode.seed(fields.whole(SEED))
            : decode(fields, VALUES, fields.text(VALUES));
    fields.end();
    return code;
  }

  static NoiseCode readNoise(JsonFields fields) throws JsonFault {
    NoiseCode noise;
    if (fields.has(SEED)) {
      noise = new NoiseCode.Seeded(fields.whole(SEED));
    } else if (fields.has(STORED)) {
      if (!fields.flag(STORED)) {
        throw fields.fault(STORED, "must be true");
      }
      noise = new NoiseCode.Stored();
    } else {
      List<LatentCode> maps = new ArrayList<>();
      for (String map : fields.texts(MAPS)) {
        maps.add(decode(fields, MAPS, map));
      }
      if (maps.isEmpty()) {
        throw fields.fault(MAPS, "holds no map");
      }
      noise = new NoiseCode.Given(maps);
    }
    fields.end();
    return noise;
  }

  private static String encode(LatentCode.Given code) {
    float[] values = code.values();
    ByteBuffer bytes =
        ByteBuffer.allocate(values.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    bytes.asFloatBuffer().put(values);
    return Base64.getEncoder().encodeToString(bytes.array());
  }

  private static LatentCode decode(JsonFields fields, String name, String text) throws JsonFault {
    byte[] bytes;
    try {
      bytes = Base64.getDecoder().decode(text);
    } catch (IllegalArgumentException e) {
      throw fields.fault(name, "is not in Base64");
    }
    if (bytes.length == 0 || bytes.length % Float.BYTES != 0) {
      throw fields.fault(name, "does not hold whole numbers of 4 bytes");
    }
    float[] values = new float[bytes.length / Float.BYTES];
    ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer().get(values);
    for (float value : values) {
      if (!Float.isFinite(value)) {
        throw fields.fault(name, "holds a number that is not finite");
      }
    }
    return LatentCode.of(values);
  }
}
