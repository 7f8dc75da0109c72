package io.midwatch.bench.workload;

import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Ready-made requests in a file, compressed as they are sent, so that sending costs next to
 * nothing. Thread-safe.
 *
 * <pre>
 * "traces seed=1 …" as modified UTF-8 · (int items, int length, body)*
 * </pre>
 */
public final class RequestFile implements AutoCloseable {
  private static final int RECORD_HEADER = 2 * Integer.BYTES;

  private final FileChannel channel;
  private final List<Place> places;
  private final long items;

  /** Where the body of a request is. */
  private record Place(long offset, int length, int items) {}

  private RequestFile(FileChannel channel, List<Place> places) {
    this.channel = channel;
    this.places = places;
    this.items = places.stream().mapToLong(Place::items).sum();
  }

  /**
   * Opens the file when it holds what {@code description} says, else makes it anew.
   *
   * @param description everything the bytes depend on, in words of the caller's choice
   */
  public static RequestFile require(
      Path path, String description, Workload workload, Compression compression)
      throws IOException {
    if (!Files.exists(path) || !description.equals(description(path))) {
      write(path, description, workload, compression);
    }
    return open(path);
  }

  private static String description(Path path) throws IOException {
    try (DataInputStream in = new DataInputStream(Files.newInputStream(path))) {
      return in.readUTF();
    }
  }

  private static void write(
      Path path, String description, Workload workload, Compression compression)
      throws IOException {
    Files.createDirectories(path.toAbsolutePath().getParent());
    Path part = path.resolveSibling(path.getFileName() + ".part");
    try (DataOutputStream out =
        new DataOutputStream(new BufferedOutputStream(Files.newOutputStream(part)))) {
      out.writeUTF(description);
      int step = Runtime.getRuntime().availableProcessors();
      for (int from = 0; from < workload.windows(); from += step) {
        int to = Math.min(from + step, workload.windows());
        for (List<ExportRequest> window : windows(workload, compression, from, to)) {
          for (ExportRequest request : window) {
            out.writeInt(request.items());
            out.writeInt(request.body().length);
            out.write(request.body());
          }
        }
      }
    }
    Files.move(part, path, StandardCopyOption.REPLACE_EXISTING);
  }

  private static List<List<ExportRequest>> windows(
      Workload workload, Compression compression, int from, int to) {
    return IntStream.range(from, to)
        .parallel()
        .mapToObj(window ->
            workload.window(window).stream()
                .map(plain -> new ExportRequest(plain.items(), compression.compress(plain.body())))
                .toList())
        .toList();
  }

  private static RequestFile open(Path path) throws IOException {
    FileChannel channel = FileChannel.open(path, StandardOpenOption.READ);
    List<Place> places = new ArrayList<>();
    ByteBuffer header = read(channel, 0, Short.BYTES);
    long offset = Short.BYTES + Short.toUnsignedLong(header.getShort());
    while (offset < channel.size()) {
      header = read(channel, offset, RECORD_HEADER);
      Place place = new Place(offset + RECORD_HEADER, header.getInt(4), header.getInt(0));
      places.add(place);
      offset = place.offset() + place.length();
    }
    return new RequestFile(channel, places);
  }

  /** Requests in the file. */
  public int count() {
    return places.size();
  }

  /** Items of all requests. */
  public long items() {
    return items;
  }

  /** Bytes of all bodies. */
  public long bytes() {
    return places.stream().mapToLong(Place::length).sum();
  }

  /** Items of request {@code index}. */
  public int items(int index) {
    return places.get(index).items();
  }

  /** Request {@code index}, its body the caller's own. */
  public ExportRequest request(int index) throws IOException {
    Place place = places.get(index);
    return new ExportRequest(place.items(), read(channel, place.offset(), place.length()).array());
  }

  private static ByteBuffer read(FileChannel channel, long offset, int length) throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(length);
    while (bytes.hasRemaining()) {
      if (channel.read(bytes, offset + bytes.position()) < 0) {
        throw new IOException("the file of requests ends within a request, at " + offset);
      }
    }
    return bytes.flip();
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
