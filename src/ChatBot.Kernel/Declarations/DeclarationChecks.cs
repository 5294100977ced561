using ChatBot.Kernel.Undo;
using Microsoft.Extensions.DependencyInjection;

namespace ChatBot.Kernel.Declarations;

/// <summary>What must hold between the declarations of all capabilities; the start fails where it does not.</summary>
internal static class DeclarationChecks
{
    /// <summary>Holds that every declared kind of undo has exactly one handler.</summary>
    /// <exception cref="InvalidOperationException">It has none, or several.</exception>
    public static void Verify(IServiceCollection services)
    {
        var handled = Instances<UndoRegistration>(services).GroupBy(r => r.Kind.Name, StringComparer.Ordinal).ToDictionary(g => g.Key, g => g.Count(), StringComparer.Ordinal);
        foreach (var (kind, _) in handled.Where(h => h.Value > 1))
        {
            throw new InvalidOperationException($"What '{kind}' did is taken back by several handlers.");
        }

        foreach (var declaration in Instances<UseCaseDeclaration>(services).Where(d => d.Undo.Kind is { } kind && !handled.ContainsKey(kind.Name)))
        {
            throw new InvalidOperationException($"The use case '{declaration.Name}' is taken back as '{declaration.Undo.Kind}', for which no handler is declared.");
        }
    }

    private static IEnumerable<T> Instances<T>(IServiceCollection services)
        where T : class => services.Select(s => s.ImplementationInstance).OfType<T>();
}
