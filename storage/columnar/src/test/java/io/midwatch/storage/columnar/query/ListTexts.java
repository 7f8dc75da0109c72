package io.midwatch.storage.columnar.query;

import io.midwatch.model.AttributeValue;
import io.midwatch.model.AttributeValue.StringValue;
import io.midwatch.storage.columnar.table.Blobs;
import io.midwatch.storage.columnar.table.Table;
import io.midwatch.storage.contract.query.Tokens;
import io.midwatch.storage.contract.write.ByteSlice;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Listed texts with an exact set of tokens per block. */
final class ListTexts implements Blobs {
  private final List<@Nullable AttributeValue> values;
  private final List<Set<String>> tokens = new ArrayList<>();

  ListTexts(List<@Nullable AttributeValue> values) {
    this.values = values;
    for (int row = 0; row < values.size(); row++) {
      if (row % Table.BLOCK_ROWS == 0) {
        tokens.add(new HashSet<>());
      }
      if (values.get(row) instanceof StringValue(String text)) {
        tokens.getLast().addAll(Tokens.of(text));
      }
    }
  }

  @Override
  public ByteSlice at(int row) {
    return values.get(row) instanceof StringValue(String text)
        ? ByteSlice.ofUtf8(text)
        : new ByteSlice();
  }

  @Override
  public boolean any(int block) {
    return true;
  }

  @Override
  public boolean mayHold(int block, String token) {
    return tokens.get(block).contains(token);
  }
}
