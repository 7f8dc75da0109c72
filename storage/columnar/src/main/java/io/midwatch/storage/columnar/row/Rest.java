package io.midwatch.storage.columnar.row;

import io.midwatch.model.AttributeValue;
import io.midwatch.model.Attributes;
import io.midwatch.storage.columnar.table.ValueBytes;
import io.midwatch.storage.contract.write.ByteSlice;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What of an item has no column, as {@link RestWriter} wrote it. */
public record Rest(Attributes sections) {
  private static final Rest NOTHING = new Rest(Attributes.empty());

  /**
   * The rest of a row's bytes, which may be empty.
   *
   * @throws io.midwatch.storage.contract.StoreException when the bytes are damaged
   */
  public static Rest read(ByteSlice bytes) {
    return bytes.isEmpty() ? NOTHING : new Rest(Elements.attributes(ValueBytes.read(bytes)));
  }

  /** Attributes that have no column. */
  public Attributes attributes() {
    AttributeValue found = sections.find(RestWriter.ATTRIBUTES);
    return found == null ? Attributes.empty() : Elements.attributes(found);
  }

  /** The elements of an array; none when nothing was written. */
  public List<AttributeValue> array(String section) {
    AttributeValue found = sections.find(section);
    return found == null ? List.of() : Elements.of(found).values();
  }

  public @Nullable AttributeValue find(String entry) {
    return sections.find(entry);
  }
}
