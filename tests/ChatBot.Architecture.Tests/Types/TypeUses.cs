using Mono.Cecil;
using Mono.Cecil.Cil;

namespace ChatBot.Architecture.Tests.Types;

/// <summary>
/// Reads from the IL of an assembly which types use which: base types, interfaces, signatures, attributes and bodies. A nested
/// type counts as the type around it, so lambdas, iterators and async methods count as the class they are written in. The
/// compiler writes the value of a constant in place of its name; that use alone is not seen.
/// </summary>
internal static class TypeUses
{
    /// <summary>The uses in the assembly at <paramref name="path"/>.</summary>
    public static IReadOnlyList<TypeUse> OfAssembly(string path)
    {
        using var assembly = AssemblyDefinition.ReadAssembly(path);
        return Of(assembly.MainModule.GetTypes());
    }

    /// <summary>The uses in those types of the assembly at <paramref name="path"/> that are in the namespace or below.</summary>
    public static IReadOnlyList<TypeUse> OfNamespace(string path, string name)
    {
        using var assembly = AssemblyDefinition.ReadAssembly(path);
        return Of(assembly.MainModule.GetTypes().Where(type => Outermost(type).Namespace is var place && (place == name || place.StartsWith(name + ".", StringComparison.Ordinal))));
    }

    private static List<TypeUse> Of(IEnumerable<TypeDefinition> types)
    {
        var uses = new HashSet<TypeUse>();
        foreach (var type in types)
        {
            var from = Outermost(type);
            foreach (var used in UsedBy(type).SelectMany(Parts).Select(Outermost))
            {
                if (used.FullName != from.FullName)
                {
                    uses.Add(new TypeUse(from.FullName, from.Namespace, used.FullName, used.Namespace));
                }
            }
        }

        return [.. uses];
    }

    private static IEnumerable<TypeReference?> UsedBy(TypeDefinition type) =>
    [
        type.BaseType,
        .. type.Interfaces.Select(i => i.InterfaceType),
        .. type.GenericParameters.SelectMany(p => p.Constraints).Select(c => c.ConstraintType),
        .. type.Fields.Select(f => f.FieldType),
        .. type.Events.Select(e => e.EventType),
        .. type.Methods.SelectMany(UsedBy),
        .. Attributes(type),
        .. type.Fields.SelectMany(Attributes),
        .. type.Properties.SelectMany(Attributes),
    ];

    private static IEnumerable<TypeReference?> UsedBy(MethodDefinition method) =>
    [
        .. InSignature(method),
        .. method.GenericParameters.SelectMany(p => p.Constraints).Select(c => c.ConstraintType),
        .. Attributes(method),
        .. method.Parameters.SelectMany(Attributes),
        .. method.HasBody ? method.Body.Instructions.SelectMany(UsedBy).Concat(method.Body.ExceptionHandlers.Select(h => h.CatchType)) : [],
    ];

    private static IEnumerable<TypeReference?> UsedBy(Instruction instruction) => instruction.Operand switch
    {
        TypeReference type => [type],
        MethodReference method => [method.DeclaringType, .. InSignature(method), .. method is GenericInstanceMethod generic ? generic.GenericArguments : []],
        FieldReference field => [field.DeclaringType, field.FieldType],
        _ => [],
    };

    private static IEnumerable<TypeReference> InSignature(MethodReference method) => [method.ReturnType, .. method.Parameters.Select(p => p.ParameterType)];

    private static IEnumerable<TypeReference?> Attributes(ICustomAttributeProvider member) => member.CustomAttributes.SelectMany(
        a => a.ConstructorArguments.Select(argument => argument.Value as TypeReference).Append(a.AttributeType));

    private static IEnumerable<TypeReference> Parts(TypeReference? type) => type switch
    {
        null or GenericParameter => [],
        GenericInstanceType generic => [.. Parts(generic.ElementType), .. generic.GenericArguments.SelectMany(Parts)],
        FunctionPointerType pointer => InSignatureOf(pointer),
        TypeSpecification wrapped => Parts(wrapped.ElementType),
        _ => [type],
    };

    private static IEnumerable<TypeReference> InSignatureOf(FunctionPointerType pointer) =>
        pointer.Parameters.Select(p => p.ParameterType).Append(pointer.ReturnType).SelectMany(Parts);

    private static TypeReference Outermost(TypeReference type)
    {
        while (type.DeclaringType is { } around)
        {
            type = around;
        }

        return type;
    }
}
