/** Takes XML order files from a queue and writes them to the database. */
@NullMarked
package io.midwatch.demo.importer;

import org.jspecify.annotations.NullMarked;
