package dev.corelane.render.image;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.nio.IntBuffer;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;
import java.util.zip.InflaterInputStream;

/// Reads PNG files of 8 bits per channel back for tests; checks every CRC.
public record PngDecoder(int columns, int rows, int perMetre, IntBuffer pixels) {
  /// @return ARGB, not premultiplied
  public int[] argb() {
    return pixels.array();
  }

  public static PngDecoder decode(byte[] file) throws IOException {
    var in = new DataInputStream(new ByteArrayInputStream(file));
    in.skipNBytes(8);
    int columns = 0;
    int rows = 0;
    int channels = 0;
    int perMetre = 0;
    var data = new ByteArrayOutputStream();
    while (true) {
      int length = in.readInt();
      byte[] typed = in.readNBytes(length + 4);
      var crc = new CRC32();
      crc.update(typed);
      if ((int) crc.getValue() != in.readInt()) {
        throw new IOException("CRC");
      }
      String type = new String(typed, 0, 4, StandardCharsets.US_ASCII);
      var body = new DataInputStream(new ByteArrayInputStream(typed, 4, length));
      switch (type) {
        case "IHDR" -> {
          columns = body.readInt();
          rows = body.readInt();
          body.readByte();
          channels = body.readByte() == 2 ? 3 : 4;
        }
        case "pHYs" -> perMetre = body.readInt();
        case "IDAT" -> data.write(typed, 4, length);
        case "IEND" -> {
          byte[] raw =
              new InflaterInputStream(new ByteArrayInputStream(data.toByteArray())).readAllBytes();
          return new PngDecoder(
              columns, rows, perMetre, IntBuffer.wrap(unfilter(raw, columns, rows, channels)));
        }
        default -> {}
      }
    }
  }

  private static int[] unfilter(byte[] raw, int columns, int rows, int channels) {
    int stride = columns * channels;
    byte[] image = new byte[stride * rows];
    int[] argb = new int[columns * rows];
    for (int y = 0; y < rows; y++) {
      int filter = raw[y * (stride + 1)];
      for (int x = 0; x < stride; x++) {
        int left = x >= channels ? image[y * stride + x - channels] : 0;
        int up = y > 0 ? image[(y - 1) * stride + x] : 0;
        int predicted =
            switch (filter) {
              case 0 -> 0;
              case 1 -> left;
              case 2 -> up;
              default -> throw new IllegalArgumentException("filter " + filter);
            };
        image[y * stride + x] = (byte) (raw[y * (stride + 1) + 1 + x] + predicted);
      }
      for (int c = 0; c < columns; c++) {
        int at = y * stride + c * channels;
        int alpha = channels == 4 ? image[at + 3] & 0xFF : 255;
        argb[y * columns + c] =
            alpha << 24
                | (image[at] & 0xFF) << 16
                | (image[at + 1] & 0xFF) << 8
                | (image[at + 2] & 0xFF);
      }
    }
    return argb;
  }
}
