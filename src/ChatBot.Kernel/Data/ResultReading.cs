using Npgsql;

namespace ChatBot.Kernel.Data;

/// <summary>Whole results.</summary>
public static class ResultReading
{
    /// <summary>All rows of the present result.</summary>
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
