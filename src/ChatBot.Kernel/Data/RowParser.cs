using System.Data.Common;
using Dapper;

namespace ChatBot.Kernel.Data;

/// <summary>
/// Reads rows into <typeparamref name="TRow"/>: a positional record whose parameters are the columns in their order, by name
/// and type (<c>member_id</c> is <c>MemberId</c>), or the type of the only column.
/// </summary>
internal static class RowParser<TRow>
{
    static RowParser() => DapperSetup.AddIds(typeof(TRow));

    /// <summary>The parser of the present result.</summary>
    /// <exception cref="InvalidOperationException">The columns are not those of the record.</exception>
    public static Func<DbDataReader, TRow> Of(DbDataReader rows) =>
        // Dapper's parser fails for these two with an InvalidCastException.
        typeof(TRow) == typeof(string) || typeof(TRow).IsArray ? row => row.GetFieldValue<TRow>(0) : rows.GetRowParser<TRow>();
}
