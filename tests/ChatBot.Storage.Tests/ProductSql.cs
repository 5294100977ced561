using System.Reflection;
using ChatBot.Storage.Migrations;

namespace ChatBot.Storage.Tests;

/// <summary>Every statement that stands as a string constant in the product's assemblies, wherever a capability keeps it.</summary>
internal static class ProductSql
{
    private static readonly string[] Words = ["SELECT ", "WITH ", "INSERT ", "UPDATE ", "DELETE "];

    /// <summary>Name and text; parts of statements that look like one are among them.</summary>
    public static IEnumerable<(string Name, string Sql)> Statements() =>
        from assembly in Assemblies()
        from type in assembly.GetTypes()
        where type != typeof(Migrator) // its own run where the migrations are kept
        from field in type.GetFields(BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly)
        where field.IsLiteral && field.FieldType == typeof(string)
        let sql = (string)field.GetRawConstantValue()!
        where Words.Any(word => sql.StartsWith(word, StringComparison.Ordinal))
        select ($"{type.Name}.{field.Name}", sql);

    private static IEnumerable<Assembly> Assemblies() =>
        Directory.EnumerateFiles(AppContext.BaseDirectory, "ChatBot.*.dll")
            .Select(file => Path.GetFileNameWithoutExtension(file))
            .Where(name => !name.EndsWith("Tests", StringComparison.Ordinal) && !name.EndsWith("TestKit", StringComparison.Ordinal))
            .Select(Assembly.Load);
}
