package io.midwatch.bench.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * One table of figures with its circumstances, printed and kept as {@code
 * bench/results/<date>-<name>.md}; runs of one day and name follow each other in the file. Not
 * thread-safe.
 */
public final class Report {
  private final String name;
  private final String command;
  private final List<String> columns;
  private final Machine machine = Machine.here();
  private final Instant started = Instant.now();
  private final List<List<String>> rows = new ArrayList<>();
  private final List<String> notes = new ArrayList<>();

  /**
   * @param name of the file, such as {@code ingest-memory}
   * @param command what the user typed
   */
  public Report(String name, String command, String... columns) {
    this.name = name;
    this.command = command;
    this.columns = List.of(columns);
  }

  public void row(String... cells) {
    rows.add(List.of(cells));
  }

  /** A sentence that belongs to the figures. */
  public void note(String sentence) {
    notes.add(sentence);
  }

  /** The table with its columns aligned, as Markdown. */
  String table() {
    int[] widths = columns.stream().mapToInt(String::length).toArray();
    for (List<String> row : rows) {
      for (int column = 0; column < widths.length; column++) {
        widths[column] = Math.max(widths[column], row.get(column).length());
      }
    }
    List<String> rule = Arrays.stream(widths).mapToObj("-"::repeat).toList();
    StringBuilder text = new StringBuilder();
    line(text, columns, widths);
    line(text, rule, widths);
    rows.forEach(row -> line(text, row, widths));
    return text.toString();
  }

  private static void line(StringBuilder text, List<String> cells, int[] widths) {
    for (int column = 0; column < widths.length; column++) {
      String cell = cells.get(column);
      text.append("| ").append(cell).append(" ".repeat(widths[column] - cell.length() + 1));
    }
    text.append("|\n");
  }

  /** Prints the table and appends the run to its file in {@code folder}. */
  public void publish(Path folder) throws IOException {
    StringBuilder text = new StringBuilder();
    text.append("## ").append(started.truncatedTo(ChronoUnit.SECONDS)).append("\n\n");
    text.append("- command: `./midwatch bench ").append(command).append("`\n");
    text.append("- commit: ").append(Commit.current()).append('\n');
    text.append("- machine: ").append(machine).append('\n');
    notes.forEach(note -> text.append("- ").append(note).append('\n'));
    text.append('\n').append(table()).append('\n');
    System.out.println(text);
    Path file = folder.resolve(started.toString().substring(0, 10) + "-" + name + ".md");
    Files.createDirectories(folder);
    String before = Files.exists(file) ? Files.readString(file) : "# " + name + "\n\n";
    Files.writeString(file, before + text);
    System.out.println("kept in " + file);
  }
}
