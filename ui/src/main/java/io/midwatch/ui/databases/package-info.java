/** The list of databases and one database. */
@NullMarked
package io.midwatch.ui.databases;

import org.jspecify.annotations.NullMarked;
