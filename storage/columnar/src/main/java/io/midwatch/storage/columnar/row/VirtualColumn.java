package io.midwatch.storage.columnar.row;

import io.midwatch.model.AttributeValue;
import io.midwatch.storage.columnar.table.Coded;
import io.midwatch.storage.columnar.table.Table;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntFunction;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;

/**
 * A column that is not stored: its value follows from other columns, and is computed once per
 * distinct combination of their codes, when the column is made. Thread-safe.
 *
 * <pre>
 * http.method  http.status_code  kind      virtual: failed
 * 2 POST       3 502             2 server  2 true
 * 2 POST       2 200             2 server  3 false
 * </pre>
 *
 * A row whose input is outside its dictionary, or that has such an attribute without column, is
 * {@link #OUTSIDE}; its {@link #valueAt} is computed each time and may be null, for only then it is
 * known.
 *
 * <p>The column of a table that grows can begin with what the column of the shorter table knew;
 * then it keeps the codes of whole blocks too.
 */
final class VirtualColumn implements Coded {
  /** Combinations that are remembered; the value of any other is computed again for each row. */
  private static final int MOST_TUPLES = 1 << 18;

  /** Of any column, with what it refers to. */
  private static final int LEAST_BYTES = 4096;

  private final Table table;
  private final List<Input> inputs;

  /** Rows that have a value here are read one by one. */
  private final Coded partly;

  private final boolean mayBePartly;
  private final Function function;
  private final ValueCodes values;
  private final boolean withoutInput;

  /** Null when the table grows, or tuples take too many bits. */
  private final @Nullable PackedTuples packed;

  /** Null when they are packed. */
  private final @Nullable TupleCodes tuples;

  /** The code of a tuple, of whichever of the two there is. */
  private final ToIntFunction<int[]> codes;

  /** Codes of the first blocks; none when the table does not grow. */
  private final int[][] blocks;

  /**
   * A column the value depends on.
   *
   * @param name equal names of two columns of one hot table are the same column
   * @param atRow its value in a row, also of a row that is {@code partly} in columns
   */
  record Input(String name, Coded codes, IntFunction<@Nullable AttributeValue> atRow) {}

  /** Computes a value from those of the inputs, null where an input is absent. */
  @FunctionalInterface
  interface Function {
    @Nullable AttributeValue of(@Nullable AttributeValue[] inputs);
  }

  /**
   * @param partly rows with a code are read one by one
   * @param grows whether the table is one that grows
   * @param earlier the same column of the same table when it was shorter
   */
  VirtualColumn(
      Table table,
      List<Input> inputs,
      Coded partly,
      Function function,
      boolean grows,
      @Nullable VirtualColumn earlier) {
    this.table = table;
    this.inputs = inputs;
    this.partly = partly;
    this.mayBePartly = Rows.any(table, partly);
    this.function = function;
    VirtualColumn base = earlier != null && earlier.names().equals(names()) ? earlier : null;
    TupleCodes known = base == null ? null : base.tuples;
    this.values = base == null || known == null ? new ValueCodes() : base.values.copy();
    TupleCodes learned = known == null ? new TupleCodes(inputs.size()) : known.copy();
    this.blocks = new int[grows ? table.rows() / Table.BLOCK_ROWS : 0][];
    int[] nothing = new int[inputs.size()];
    InputValues ofCodes = new InputValues(inputs);
    if (known == null) {
      learn(learned, nothing, ofCodes);
    }
    this.withoutInput = learned.find(nothing) != ABSENT;
    if (!grows && inputs.size() == 1) {
      learnCodes(learned, ofCodes);
    } else {
      learnRows(learned, ofCodes, known == null ? null : base);
    }
    this.packed =
        grows ? null : PackedTuples.of(learned, inputs.stream().map(Input::codes).toList());
    this.tuples = packed == null ? learned : null;
    this.codes = packed == null ? learned::find : packed::find;
  }

  /** Bytes in memory, near enough. */
  long sizeBytes() {
    long bytes = LEAST_BYTES + values.sizeBytes();
    bytes += packed == null ? 0 : packed.sizeBytes();
    return bytes + (tuples == null ? 0 : tuples.sizeBytes());
  }

  private List<String> names() {
    return inputs.stream().map(Input::name).toList();
  }

  private void learnCodes(TupleCodes learned, InputValues known) {
    int codes = Math.min(inputs.getFirst().codes().codeCount(), MOST_TUPLES);
    for (int code = FIRST; code < codes; code++) {
      learn(learned, new int[] {code}, known);
    }
  }

  private void learnRows(TupleCodes learned, InputValues known, @Nullable VirtualColumn base) {
    int same = base == null ? 0 : Math.min(base.blocks.length, blocks.length);
    if (base != null) {
      System.arraycopy(base.blocks, 0, blocks, 0, same);
    }
    int[][] codes = new int[inputs.size()][Table.BLOCK_ROWS];
    int[] tuple = new int[inputs.size()];
    for (int block = same; block < table.blocks(); block++) {
      readInputs(block, codes);
      for (int row = 0; row < table.rowsOf(block) && learned.size() < MOST_TUPLES; row++) {
        if (take(codes, row, tuple) && learned.find(tuple) == TupleCodes.UNKNOWN) {
          learn(learned, tuple, known);
        }
      }
      if (block < blocks.length) {
        blocks[block] = new int[Table.BLOCK_ROWS];
        compute(block, codes, learned::find, blocks[block]);
      }
    }
  }

  private void learn(TupleCodes learned, int[] tuple, InputValues known) {
    AttributeValue value = function.of(known.of(tuple));
    learned.put(tuple, value == null ? ABSENT : values.intern(value));
  }

  private void readInputs(int block, int[][] codes) {
    for (int i = 0; i < codes.length; i++) {
      Coded input = inputs.get(i).codes();
      if (input.any(block)) {
        input.read(block, codes[i]);
      } else {
        Arrays.fill(codes[i], ABSENT);
      }
    }
  }

  /** Whether the codes of a row are all in their dictionaries. */
  private static boolean take(int[][] codes, int row, int[] tuple) {
    for (int i = 0; i < tuple.length; i++) {
      int code = codes[i][row];
      if (code == OUTSIDE) {
        return false;
      }
      tuple[i] = code;
    }
    return true;
  }

  @Override
  public void read(int block, int[] into) {
    if (block < blocks.length) {
      System.arraycopy(blocks[block], 0, into, 0, Table.BLOCK_ROWS);
      return;
    }
    PackedTuples known = packed;
    if (known != null && !partly.any(block)) {
      compute(block, known, into);
      return;
    }
    int[][] codes = new int[inputs.size()][Table.BLOCK_ROWS];
    readInputs(block, codes);
    compute(block, codes, this.codes, into);
  }

  /** Column by column; a row with an input outside its dictionary is outside, too. */
  private void compute(int block, PackedTuples known, int[] into) {
    int rows = table.rowsOf(block);
    long[] keys = new long[rows];
    for (int i = 0; i < inputs.size(); i++) {
      Coded input = inputs.get(i).codes();
      if (input.any(block)) {
        input.read(block, into);
        addTo(keys, into, known.shift(i), input.mayBeOutside());
      }
    }
    for (int row = 0; row < rows; row++) {
      long key = keys[row];
      int code = key < 0 ? OUTSIDE : known.find(key);
      into[row] = code == TupleCodes.UNKNOWN ? codeAt(block * Table.BLOCK_ROWS + row) : code;
    }
  }

  private static void addTo(long[] keys, int[] codes, int shift, boolean mayBeOutside) {
    for (int row = 0; row < keys.length; row++) {
      keys[row] |= (long) codes[row] << shift;
    }
    for (int row = 0; mayBeOutside && row < keys.length; row++) {
      keys[row] |= codes[row] == OUTSIDE ? Long.MIN_VALUE : 0;
    }
  }

  private void compute(int block, int[][] codes, ToIntFunction<int[]> find, int[] into) {
    int rows = table.rowsOf(block);
    boolean anyPartly = partly.any(block);
    int[] partlyCodes = new int[anyPartly ? Table.BLOCK_ROWS : 0];
    if (anyPartly) {
      partly.read(block, partlyCodes);
    }
    int[] tuple = new int[codes.length];
    for (int row = 0; row < rows; row++) {
      boolean known = (!anyPartly || partlyCodes[row] == ABSENT) && take(codes, row, tuple);
      into[row] = known ? codeOf(tuple, find) : OUTSIDE;
    }
  }

  @Override
  public int codeAt(int row) {
    int block = row / Table.BLOCK_ROWS;
    if (block < blocks.length) {
      return blocks[block][row % Table.BLOCK_ROWS];
    }
    int[] tuple = new int[inputs.size()];
    for (int i = 0; i < tuple.length; i++) {
      tuple[i] = inputs.get(i).codes().codeAt(row);
      if (tuple[i] == OUTSIDE) {
        return OUTSIDE;
      }
    }
    return partly.codeAt(row) == ABSENT ? codeOf(tuple, codes) : OUTSIDE;
  }

  private int codeOf(int[] tuple, ToIntFunction<int[]> find) {
    int code = find.applyAsInt(tuple);
    if (code != TupleCodes.UNKNOWN) {
      return code;
    }
    AttributeValue value = function.of(new InputValues(inputs).of(tuple));
    return value == null ? ABSENT : values.findOrOutside(value);
  }

  @Override
  public int codeCount() {
    return values.codeCount();
  }

  @Override
  public AttributeValue value(int code) {
    return values.value(code);
  }

  @Override
  public int find(AttributeValue value) {
    return values.find(value);
  }

  @Override
  public @Nullable AttributeValue valueAt(int row) {
    int code = codeAt(row);
    if (code == ABSENT) {
      return null;
    }
    return code == OUTSIDE ? compute(row) : values.value(code);
  }

  private @Nullable AttributeValue compute(int row) {
    @Nullable AttributeValue[] found = new AttributeValue[inputs.size()];
    for (int i = 0; i < found.length; i++) {
      found[i] = inputs.get(i).atRow().apply(row);
    }
    return function.of(found);
  }

  @Override
  public boolean any(int block) {
    boolean any = withoutInput || partly.any(block);
    for (int i = 0; i < inputs.size() && !any; i++) {
      any = inputs.get(i).codes().any(block);
    }
    return any;
  }

  @Override
  public boolean mayBeOutside() {
    if (mayBePartly || values.isFull()) {
      return true;
    }
    return inputs.stream().anyMatch(input -> input.codes().mayBeOutside());
  }

  @Override
  public boolean mayHoldArrays() {
    return values.holdsArray() || mayBeOutside();
  }
}
