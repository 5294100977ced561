namespace ChatBot.Benchmarks;

/// <summary>Where the stores are, from the environment.</summary>
internal static class Settings
{
    public static string Postgres => Read("ConnectionStrings__Postgres");

    public static string Redis => Read("ConnectionStrings__Redis");

    private static string Read(string name) =>
        Environment.GetEnvironmentVariable(name) ?? throw new InvalidOperationException($"Set {name} (deploy/local/services.sh env).");
}
