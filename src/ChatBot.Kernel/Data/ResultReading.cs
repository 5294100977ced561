using System.Data.Common;
using Npgsql;

namespace ChatBot.Kernel.Data;

/// <summary>Whole results.</summary>
public static class ResultReading
{
    /// <summary>
    /// All rows of the present result. <typeparamref name="TRow"/> is a positional record whose parameters are the columns in
    /// their order, by name and type (<c>member_id</c> is <c>MemberId</c>), or the type of the only column.
    /// </summary>
    /// <exception cref="InvalidOperationException">The columns are not those of the record.</exception>
    public static async Task<IReadOnlyList<TRow>> ListAsync<TRow>(this NpgsqlDataReader rows, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(rows);
        var list = new List<TRow>();
        Func<DbDataReader, TRow>? parser = null;
        while (await rows.ReadAsync(cancellationToken))
        {
            parser ??= RowParser<TRow>.Of(rows);
            list.Add(parser(rows));
        }

        return list;
    }

    /// <summary>All rows of the present result, each read by <paramref name="map"/>.</summary>
    public static async Task<IReadOnlyList<T>> ListAsync<T>(
        this NpgsqlDataReader rows, Func<NpgsqlDataReader, T> map, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(rows);
        ArgumentNullException.ThrowIfNull(map);
        var list = new List<T>();
        while (await rows.ReadAsync(cancellationToken))
        {
            list.Add(map(rows));
        }

        return list;
    }
}
