using System.Data;
using System.Linq.Expressions;
using System.Reflection;
using Dapper;

namespace ChatBot.Kernel.Data;

/// <summary>What Dapper has to know before it reads a row: snake_case columns, instants, arrays, and the typed ids of the row.</summary>
/// <remarks>
/// Ids are added row by row and not by a scan of assemblies, since neither this assembly nor that of the storage knows which
/// capabilities there are. Enums stay words in a row: Dapper does not ask type handlers for them.
/// </remarks>
internal static class DapperSetup
{
    private static readonly Lock Gate = new();

    private static readonly HashSet<Type> Ids = [];

    static DapperSetup()
    {
        DefaultTypeMap.MatchNamesWithUnderscores = true;
        SqlMapper.AddTypeHandler(new InstantHandler());
        SqlMapper.AddTypeHandler(new ArrayHandler<Guid>());
        SqlMapper.AddTypeHandler(new ArrayHandler<string>());
    }

    /// <summary>Adds the typed ids among the constructor parameters of <paramref name="row"/>, or the row itself when it is one.</summary>
    public static void AddIds(Type row)
    {
        var types = row.GetConstructors(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic)
            .SelectMany(c => c.GetParameters(), (_, parameter) => parameter.ParameterType)
            .Prepend(row)
            .Select(type => Nullable.GetUnderlyingType(type) ?? type)
            .Where(IsId);

        // Dapper replaces its table of handlers with a copy and takes no lock.
        lock (Gate)
        {
            foreach (var id in types.Where(Ids.Add))
            {
                SqlMapper.AddTypeHandler(id, (SqlMapper.ITypeHandler)Activator.CreateInstance(typeof(IdHandler<>).MakeGenericType(id))!);
            }
        }
    }

    /// <summary>An id is a record struct around one <see cref="Guid"/>.</summary>
    private static bool IsId(Type type) => type.IsValueType && type.GetConstructor([typeof(Guid)]) is not null;

    /// <summary><c>timestamptz</c>, which Npgsql hands out as a <see cref="DateTime"/> in UTC.</summary>
    private sealed class InstantHandler : ReadingHandler<DateTimeOffset>
    {
        public override DateTimeOffset Parse(object value) => new((DateTime)value);
    }

    /// <summary>Npgsql declares every array column as <see cref="Array"/>, which is no type of a row's parameter.</summary>
    private sealed class ArrayHandler<T> : ReadingHandler<T[]>
    {
        public override T[] Parse(object value) => (T[])value;
    }

    private sealed class IdHandler<TId> : ReadingHandler<TId>
        where TId : struct
    {
        private static readonly Func<Guid, TId> Make = Maker();

        public override TId Parse(object value) => Make((Guid)value);

        private static Func<Guid, TId> Maker()
        {
            var value = Expression.Parameter(typeof(Guid));
            return Expression.Lambda<Func<Guid, TId>>(Expression.New(typeof(TId).GetConstructor([typeof(Guid)])!, value), value).Compile();
        }
    }

    private abstract class ReadingHandler<T> : SqlMapper.TypeHandler<T>
    {
        /// <summary>Parameters are not Dapper's: they are typed by <see cref="P"/>.</summary>
        public override void SetValue(IDbDataParameter parameter, T? value) => throw new NotSupportedException("Parameters are made by P.");
    }
}
