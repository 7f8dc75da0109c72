package io.midwatch.server.replay;

import java.io.BufferedInputStream;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;

/**
 * A file of recorded requests, one JSON document a line, UTF-8, read line by line so that its size
 * does not matter.
 */
record Recording(Path file) {
  /** Takes one line that is not blank; {@code number} counts from 1. */
  interface LineReader {
    void line(int number, String text) throws IOException, InterruptedException;
  }

  /** Hands every line over in order. */
  void read(LineReader reader) throws IOException, InterruptedException {
    try (InputStream bytes = open();
        BufferedReader lines =
            new BufferedReader(new InputStreamReader(bytes, StandardCharsets.UTF_8))) {
      int number = 0;
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        number++;
        if (!line.isBlank()) {
          reader.line(number, line);
        }
      }
    }
  }

  private InputStream open() throws IOException {
    InputStream bytes = new BufferedInputStream(Files.newInputStream(file));
    return file.toString().endsWith(".gz") ? new GZIPInputStream(bytes) : bytes;
  }
}
